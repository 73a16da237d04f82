/** What training leaves: compiled parameters, and how an encoded row is answered from them. Does not learn and does not parse. */
@NullMarked
package org.modelyard.ml.model;

import org.jspecify.annotations.NullMarked;
