package org.modelyard.experiment.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.model.AllocationStrategy;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.experiment.model.MetricSource;

class ExperimentRequestTest {

    @Test
    void a_variant_that_is_null_goes_on_to_where_it_is_refused() throws JsonProcessingException {
        assertThat(read("{\"variants\":[null]}").wish().variants()).containsOnlyNulls();
    }

    @Test
    void versions_are_asked_for_by_a_model_or_by_one_version_among_the_variants() throws JsonProcessingException {
        assertThat(read("{\"model\":\"churn\"}").wish().subject()).isEqualTo(ExperimentSubject.VERSIONS);
        assertThat(read("{\"variants\":[null,{\"name\":\"a\",\"version\":\"1.0.0\"}]}")
                        .wish()
                        .subject())
                .isEqualTo(ExperimentSubject.VERSIONS);
        assertThat(read("{}").wish().subject()).isNull();
    }

    @Test
    void models_are_asked_for_by_a_variant_that_names_one_unless_the_subject_is_said() throws JsonProcessingException {
        String variants = "\"variants\":[{\"name\":\"a\",\"model\":\"trees\",\"version\":\"1.0.0\"}]";
        assertThat(read("{\"environment\":\"staging\"," + variants + "}").wish())
                .satisfies(wish -> {
                    assertThat(wish.subject()).isEqualTo(ExperimentSubject.MODELS);
                    assertThat(wish.environment()).isEqualTo("staging");
                });
        assertThat(read("{\"subject\":\"CONTENT\"," + variants + "}").wish().subject())
                .isEqualTo(ExperimentSubject.CONTENT);
    }

    @Test
    void a_metric_says_where_it_comes_from() throws JsonProcessingException {
        assertThat(read("{\"metric\":{\"source\":\"FEEDBACK\",\"event\":\"used\"}}")
                        .wish()
                        .metric())
                .isEqualTo(new ExperimentWish.Metric(null, "used", null, null, null, MetricSource.FEEDBACK));
    }

    @Test
    void units_are_divided_as_the_allocation_says() throws JsonProcessingException {
        assertThat(read("{}").wish().allocation()).isNull();
        assertThat(read("{\"allocation\":{\"strategy\":\"THOMPSON\",\"floor\":0.1}}")
                        .wish()
                        .allocation())
                .isEqualTo(new ExperimentWish.Allocation(AllocationStrategy.THOMPSON, null, 0.1));
    }

    private static ExperimentRequest read(String json) throws JsonProcessingException {
        return new ObjectMapper().readValue(json, ExperimentRequest.class);
    }
}
