package org.modelyard.journal;

/**
 * One record as it was appended.
 *
 * @param position where it begins
 * @param next where reading goes on after it: what to store with the rows, and to give to
 *     {@link JournalReader#release} and {@link Journal#reader}
 * @param payload the appended bytes, at least one
 */
public record Entry(Position position, Position next, byte[] payload) {}
