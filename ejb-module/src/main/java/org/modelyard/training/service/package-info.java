/**
 * Training jobs from the request to the registered version: checks, queue, dispatch, the steps of the batch job. Refuses
 * what cannot succeed before it queues it, and never registers a job's model twice.
 */
@NullMarked
package org.modelyard.training.service;

import org.jspecify.annotations.NullMarked;
