package org.modelyard.registry.service;

import org.modelyard.platform.model.Refusal;

/** How large a file may be that is imported: it is read whole, and is there several times over while it is looked at. */
public final class ImportSize {

    private static final int MIB = 1 << 20;
    /** Of the heap: the rest is for what the server does meanwhile. */
    private static final int SHARE = 2;

    private ImportSize() {}

    /** Bytes that are taken here, by this server's heap. */
    public static long most() {
        return Math.min(ModelImports.LARGEST, most(Runtime.getRuntime().maxMemory()));
    }

    /**
     * @param field to blame
     * @param bytes of the file
     * @throws Refusal.Invalid when it has more than is ever taken, or more than this server's heap bears
     */
    public static void require(String field, long bytes) {
        require(field, bytes, Runtime.getRuntime().maxMemory());
    }

    static void require(String field, long bytes, long heap) {
        if (bytes > ModelImports.LARGEST) {
            throw new Refusal.Invalid(
                    field, "A file to import has at most " + ModelImports.LARGEST + " bytes; this has " + bytes + ".");
        }
        long most = most(heap);
        if (bytes > most) {
            throw new Refusal.Invalid(
                    field,
                    "A file to import is in memory several times over while it is looked at: with the heap of this server ("
                            + heap / MIB + " MiB) it has at most " + most + " bytes; this has " + bytes
                            + ". Start the server with more (-Xmx).");
        }
    }

    private static long most(long heap) {
        return heap / (SHARE * ImportTrials.COPIES);
    }
}
