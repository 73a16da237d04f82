/** The console's page of the audit, for administrators. It reads; nothing here changes or removes a line. */
@NullMarked
package org.modelyard.audit.console;

import org.jspecify.annotations.NullMarked;
