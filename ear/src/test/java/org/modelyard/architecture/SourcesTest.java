package org.modelyard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What only the sources tell. */
class SourcesTest {

    private static final int LONGEST = 300;
    private static final String SLEEP = "Thread." + "sleep(";

    private static final List<Path> SOURCES = sources();

    @Test
    void there_are_sources_to_look_at() {
        assertThat(SOURCES).hasSizeGreaterThan(100);
    }

    @Test
    void a_file_is_a_room() {
        assertThat(SOURCES).allSatisfy(file -> assertThat(read(file).lines().count())
                .as(file + " is longer than " + LONGEST + " lines")
                .isLessThanOrEqualTo(LONGEST));
    }

    @Test
    void tests_wait_for_something_instead_of_sleeping() {
        assertThat(SOURCES)
                .filteredOn(file -> file.toString().contains("/src/test/"))
                .allSatisfy(file -> assertThat(read(file)).as(file.toString()).doesNotContain(SLEEP));
    }

    @Test
    void every_package_says_what_it_owns_and_is_null_marked() {
        List<Path> packages = SOURCES.stream()
                .filter(file -> file.toString().contains("/src/main/"))
                .map(Path::getParent)
                .distinct()
                .toList();
        assertThat(packages).isNotEmpty().allSatisfy(folder -> {
            Path info = folder.resolve("package-info.java");
            assertThat(info).exists();
            assertThat(read(info)).as(info.toString()).contains("@NullMarked").startsWith("/**");
        });
    }

    private static List<Path> sources() {
        Path here = Path.of("").toAbsolutePath();
        Path root = Files.isDirectory(here.resolve("ear"))
                ? here
                : here.resolve("..").normalize();
        try (Stream<Path> files = Files.walk(root, 30)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .map(file -> Path.of(file.toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
