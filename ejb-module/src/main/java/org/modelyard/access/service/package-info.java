/** Who may do what: users, tokens, log-in, and the directory that answers on each request from memory. Keeps no secret in clear. */
@NullMarked
package org.modelyard.access.service;

import org.jspecify.annotations.NullMarked;
