/** Organisations, users and API tokens as rows. Secrets are kept as hashes only. */
@NullMarked
package org.modelyard.access.entity;

import org.jspecify.annotations.NullMarked;
