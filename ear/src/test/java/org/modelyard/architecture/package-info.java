/** What holds for all modules together: who may use whom, and how the sources look. Refuses what the compiler lets pass. */
@NullMarked
package org.modelyard.architecture;

import org.jspecify.annotations.NullMarked;
