package org.modelyard.ml.binary;

/** Numbers in 16 bits: IEEE 754-2008's binary16, which JDK 17 has no conversions of. */
public final class Half {

    /** The largest number that is finite. */
    public static final double MOST = 65504;

    private static final int BIAS = 15;
    private static final int FRACTION = 10;
    /** Bits of a double's fraction that a half has no room for. */
    private static final int CUT = 52 - FRACTION;

    private Half() {}

    /**
     * The nearest half, of two as near the even one, with one rounding: beyond 65,520 infinity, below 2⁻²⁵ zero.
     *
     * @param value a float is a double
     */
    public static short of(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int sign = (int) (bits >>> 48) & 0x8000;
        long fraction = bits & ((1L << 52) - 1);
        int exponent = (int) (bits >>> 52 & 0x7FF) - 1023;
        if (exponent == 1024) {
            return (short) (sign | 0x7C00 | (fraction == 0 ? 0 : 0x200));
        }
        if (exponent > BIAS) {
            return (short) (sign | 0x7C00);
        }
        if (exponent >= 1 - BIAS) {
            // a carry out of the fraction raises the exponent, at last to infinity's
            return (short) (sign + ((exponent + BIAS) << FRACTION) + (int) rounded(fraction, CUT));
        }
        int cut = CUT + 1 - BIAS - exponent;
        return (short) (cut > 53 ? sign : sign + (int) rounded(fraction | 1L << 52, cut));
    }

    /** Without its last {@code cut} bits. */
    private static long rounded(long value, int cut) {
        long kept = value >>> cut;
        long left = value & ((1L << cut) - 1);
        long half = 1L << (cut - 1);
        return left > half || (left == half && (kept & 1) == 1) ? kept + 1 : kept;
    }

    /** Exact: every half is a float. */
    public static float toFloat(short half) {
        int exponent = half >>> FRACTION & 0x1F;
        int fraction = half & ((1 << FRACTION) - 1);
        float size = exponent == 0x1F
                ? fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN
                : exponent == 0
                        ? fraction * 0x1p-24f
                        : Float.intBitsToFloat((exponent - BIAS + 127) << 23 | fraction << (23 - FRACTION));
        return half < 0 ? -size : size;
    }
}
