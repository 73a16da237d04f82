/**
 * Every setting of the product: its key, default, range, unit and meaning, and the typed record a feature reads.
 * Depends on nothing else, since the launcher carries this package outside the application.
 */
@NullMarked
package org.modelyard.platform.settings;

import org.jspecify.annotations.NullMarked;
