package org.modelyard.registry.entity;

/**
 * Two equal stamps: nothing that is shown of the version has changed between them. Artifacts only come and go; an alias that
 * went away and came back has been set at another time.
 *
 * @param versionId internal
 * @param changes of the version's own row
 * @param artifacts how many it has, and the internal id of the newest
 * @param aliases how many mean it, the sum of their ids, and when the last of them was set
 */
public record VersionStamp(long versionId, long changes, String artifacts, String aliases) {}
