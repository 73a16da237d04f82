/**
 * Answering predictions and keeping what was answered: the routing table in memory, the journal, its drain into the
 * inference log, deployments, feedback and the figures of models in service. Refuses to answer what it cannot log, unless
 * told otherwise. Knows the registry; nothing here knows monitoring.
 */
@NullMarked
package org.modelyard.serving.service;

import org.jspecify.annotations.NullMarked;
