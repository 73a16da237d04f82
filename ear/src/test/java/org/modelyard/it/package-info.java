/**
 * The server as its users run it: `java -jar modelyard.jar` as a child process on H2 and on a real MariaDB, spoken to
 * over HTTP alone. One server per database serves all tests of a run; a test that kills or starves one starts its own.
 */
@NullMarked
package org.modelyard.it;

import org.jspecify.annotations.NullMarked;
