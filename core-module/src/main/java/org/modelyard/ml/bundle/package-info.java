/**
 * The model as one file: manifest, feature encoder, and the model (linear ones as Tribuo protobuf). Writing is deterministic;
 * reading trusts nothing, loads no class by name and refuses what is corrupt or foreign.
 */
@NullMarked
package org.modelyard.ml.bundle;

import org.jspecify.annotations.NullMarked;
