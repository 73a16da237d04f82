package org.modelyard.serving.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of W3C Trace Context. */
class TraceParentTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void the_trace_id_is_told() {
        assertThat(TraceParent.traceId("00-" + TRACE + "-00f067aa0ba902b7-01")).isEqualTo(TRACE);
        assertThat(TraceParent.traceId(null)).isNull();
    }

    @Test
    void a_later_version_may_say_more() {
        assertThat(TraceParent.traceId("cc-" + TRACE + "-00f067aa0ba902b7-01-what-comes"))
                .isEqualTo(TRACE);
        assertThat(TraceParent.traceId("cc-" + TRACE + "-00f067aa0ba902b7-01.what"))
                .isNull();
    }

    @Test
    void a_trace_is_meant_by_its_id_or_by_the_header() {
        assertThat(TraceParent.meant(TRACE)).isEqualTo(TRACE);
        assertThat(TraceParent.meant(" " + TRACE.toUpperCase(java.util.Locale.ROOT) + " "))
                .isEqualTo(TRACE);
        assertThat(TraceParent.meant("00-" + TRACE + "-00f067aa0ba902b7-01")).isEqualTo(TRACE);
        assertThat(TraceParent.meant(TRACE.substring(1))).isNull();
        assertThat(TraceParent.meant(TRACE + "0")).isNull();
        assertThat(TraceParent.meant(TRACE.replace('4', 'g'))).isNull();
        assertThat(TraceParent.meant("0".repeat(32))).isNull();
        assertThat(TraceParent.meant("")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473'-00f067aa0ba902b7-01",
                "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            })
    void what_is_none_is_as_if_it_were_not_there(String header) {
        assertThat(TraceParent.traceId(header)).isNull();
    }
}
