/**
 * The little binary format that encoders and checkpoints are written in: big-endian, every length checked against what
 * is left before anything is allocated. Refuses content that is cut short, too long or foreign.
 */
@NullMarked
package org.modelyard.ml.binary;

import org.jspecify.annotations.NullMarked;
