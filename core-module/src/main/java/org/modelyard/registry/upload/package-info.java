/**
 * Files on their way in, in parts that may break off. Owns the bytes that have arrived and their hash; refuses bytes that do not follow
 * those before, and takes no name of a file from anyone.
 */
@NullMarked
package org.modelyard.registry.upload;

import org.jspecify.annotations.NullMarked;
