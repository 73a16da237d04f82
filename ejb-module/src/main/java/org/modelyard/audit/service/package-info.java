/** Writes down changes and refusals, and reads them for administrators. Refuses to change what was written. */
@NullMarked
package org.modelyard.audit.service;

import org.jspecify.annotations.NullMarked;
