/** What a training job is asked to do and how far it is. Owns the order of its states; runs nothing. */
@NullMarked
package org.modelyard.training.model;

import org.jspecify.annotations.NullMarked;
