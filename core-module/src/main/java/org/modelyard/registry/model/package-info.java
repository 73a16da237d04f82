/** What a model version is called and what state it is in. Owns the order of versions; keeps nothing. */
@NullMarked
package org.modelyard.registry.model;

import org.jspecify.annotations.NullMarked;
