/**
 * Versions that are made of others by hand and not by training: with weights that somebody set, froze or bounded, or with smaller weights. Each
 * is a child with its reason, a DRAFT until it is evaluated here. Refuses models that have no such weights.
 */
@NullMarked
package org.modelyard.revision.service;

import org.jspecify.annotations.NullMarked;
