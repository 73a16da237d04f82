package org.modelyard.batch.model;

/**
 * The right to do one piece of work, for a limited time.
 *
 * @param name what the work is; one owner at a time
 * @param owner node and boot that hold it, see {@link Owner}
 * @param fence grows by one with each new owner; a holder whose fence has been passed must stop
 */
public record Lease(String name, String owner, long fence) {}
