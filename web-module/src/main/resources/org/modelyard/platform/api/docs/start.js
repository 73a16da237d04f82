'use strict';
window.addEventListener('load', () => {
  SwaggerUIBundle({
    url: '/openapi?format=json',
    dom_id: '#operations',
    deepLinking: true,
    docExpansion: 'none',
    tagsSorter: 'alpha',
    validatorUrl: null
  });
});
