/**
 * Where artifacts lie: immutable bytes under their SHA-256. Owns the port and its implementation on a file system;
 * refuses to hand out bytes that do not match their hash, and takes no path from anyone.
 */
@NullMarked
package org.modelyard.registry.store;

import org.jspecify.annotations.NullMarked;
