package org.modelyard.batch.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class JobXmlTest {

    private static final Path JOBS = Path.of("src/main/resources/META-INF/batch-jobs");

    @Test
    void every_job_is_named_as_its_file_and_takes_its_lease_before_anything_else() throws Exception {
        List<Path> files = files();
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            Element job = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
            assertThat(job.getAttribute("id") + ".xml")
                    .isEqualTo(file.getFileName().toString());
            Element first = (Element) job.getElementsByTagName("listener").item(0);
            assertThat(first).as("a listener in %s", file).isNotNull();
            assertThat(first.getParentNode().getParentNode())
                    .as("listener of the job")
                    .isSameAs(job);
            assertThat(first.getAttribute("ref"))
                    .as("first listener of %s", file)
                    .isEqualTo("leaseListener");
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(JOBS)) {
            return all.sorted().toList();
        }
    }
}
