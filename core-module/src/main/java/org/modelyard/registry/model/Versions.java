package org.modelyard.registry.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.semver4j.Semver;

/** Version numbers by semver 2.0.0. */
public final class Versions {

    private static final int LONGEST = 100;
    private static final String PART =
            "(?:~>?|\\^|=|[<>]=?) ?\\d{1,9}(?:\\.(?:\\d{1,9}|[xX])){0,2}(?:-[0-9A-Za-z.-]+)?";

    /** Each part is whole: the library takes one that is cut off for any version. */
    private static final Pattern RANGE = Pattern.compile(PART + "(?: +" + PART + ")*");

    private static final Semver FIRST = Semver.of(1, 0, 0);

    private Versions() {}

    /** @throws Refusal.Invalid naming {@code version} when it is no semver 2.0.0 */
    public static Semver require(String text) {
        Semver version = text.length() > LONGEST ? null : Semver.parse(text);
        if (version == null || !version.getVersion().equals(text)) {
            throw new Refusal.Invalid(
                    "version", "'" + Texts.brief(text) + "' is no version: use three numbers like 1.2.0.");
        }
        return version;
    }

    /**
     * The next release.
     *
     * @param latest the highest there is, or null: then it is 1.0.0 whatever the bump. After a pre-release comes its release,
     *     unless the bump says more than the pre-release does
     */
    public static Semver next(@Nullable Semver latest, Bump bump) {
        if (latest == null) {
            return FIRST;
        }
        if (!latest.getPreRelease().isEmpty() && bump.compareTo(raised(latest)) >= 0) {
            return Semver.of(latest.getMajor(), latest.getMinor(), latest.getPatch());
        }
        return switch (bump) {
            case MAJOR -> Semver.of(latest.getMajor() + 1, 0, 0);
            case MINOR -> Semver.of(latest.getMajor(), latest.getMinor() + 1, 0);
            case PATCH -> Semver.of(latest.getMajor(), latest.getMinor(), latest.getPatch() + 1);
        };
    }

    /** What a pre-release's number raises: 2.0.0-rc.1 is MAJOR, 1.3.0-rc.1 is MINOR. */
    private static Bump raised(Semver preRelease) {
        if (preRelease.getPatch() != 0) {
            return Bump.PATCH;
        }
        return preRelease.getMinor() != 0 ? Bump.MINOR : Bump.MAJOR;
    }

    /**
     * The highest version that a wish admits.
     *
     * @param wish a version, a range such as {@code ^1.2}, or {@code latest}
     * @throws Refusal.Invalid naming {@code version} when the wish is none of these
     */
    public static Optional<Semver> best(Collection<Semver> versions, String wish) {
        if (wish.equals("latest")) {
            return versions.stream().filter(Semver::isStable).max(Comparator.naturalOrder());
        }
        if (!wish.isEmpty() && Character.isDigit(wish.charAt(0)) && Semver.isValid(wish)) {
            Semver exact = require(wish);
            return versions.stream().filter(exact::equals).findFirst();
        }
        if (wish.length() > LONGEST || !RANGE.matcher(wish).matches()) {
            throw new Refusal.Invalid(
                    "version", "'" + Texts.brief(wish) + "' is no version: use 1.2.0, a range like ^1.2, or 'latest'.");
        }
        return versions.stream().filter(version -> version.satisfies(wish)).max(Comparator.naturalOrder());
    }
}
