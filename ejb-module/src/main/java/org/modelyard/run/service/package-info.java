/**
 * Runs trained elsewhere: taking what they say, showing and comparing them, and making versions of them. Knows the registry and our
 * own training jobs; neither knows runs.
 */
@NullMarked
package org.modelyard.run.service;

import org.jspecify.annotations.NullMarked;
