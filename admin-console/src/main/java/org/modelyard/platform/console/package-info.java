/** What every page of the console stands on: addresses, the caller, push, words for numbers and faults. Owns no page of a feature. */
@NullMarked
package org.modelyard.platform.console;

import org.jspecify.annotations.NullMarked;
