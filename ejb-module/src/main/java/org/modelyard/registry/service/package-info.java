/**
 * The registry of models: what versions there are, where their artifacts lie, and loading one to serve it. Refuses to
 * hand out bytes that do not match their SHA-256.
 */
@NullMarked
package org.modelyard.registry.service;

import org.jspecify.annotations.NullMarked;
