/** The first code that runs: checks the configuration, then starts Payara Micro with it. */
@NullMarked
package org.modelyard.launcher;

import org.jspecify.annotations.NullMarked;
