/**
 * Scorers that somebody declares in a document instead of training them: a table of rules, a chain of versions, an endpoint elsewhere.
 * A document says with helping words what is wrong with it, and holds no secret: it names where one is to be found. What it may reach
 * is for its surroundings to say.
 */
@NullMarked
package org.modelyard.ml.declared;

import org.jspecify.annotations.NullMarked;
