package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.score.Asking;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.service.EpochChanged;
import org.modelyard.registry.service.ModelAccounting;
import org.modelyard.registry.service.Servable;
import org.modelyard.serving.model.Accounting;
import org.modelyard.serving.model.Price;
import org.modelyard.serving.model.Spent;

class ModelAccountsTest {

    private static final Accounting PRICED = new Accounting("EUR", new Price(5, 0, 0), Map.of(), Map.of());

    private static final Servable SERVABLE =
            new Servable(7, 3, "income", "1.0.0", Wired.unused(Scorer.class), ServingFloor.SIGNATURE, null, null);

    private final PredictorFloor.Accounts said = new PredictorFloor.Accounts();
    private final ModelAccounts accounts = Wired.with(new ModelAccounts(), said);

    @Test
    void a_change_that_is_seen_holds_at_once_and_others_are_none_of_theirs() {
        accounts.refresh();
        say();
        accounts.changed(new EpochChanged("else"));
        assertThat(accounts.of(3)).isNull();
        accounts.changed(new EpochChanged(Epochs.ROUTING));
        assertThat(accounts.of(3)).isEqualTo(PRICED);
    }

    @Test
    void nobody_counts_as_long_as_it_is_not_known_by_what() {
        said.fault = new IllegalStateException("the database is away");
        assertThatThrownBy(() -> accounts.of(3)).isInstanceOf(IllegalStateException.class);
        said.fault = null;
        say();
        assertThat(accounts.of(3)).as("it is looked for again").isEqualTo(PRICED);
        said.fault = new IllegalStateException("the database is away");
        accounts.refresh();
        assertThat(accounts.of(3)).as("what is known holds").isEqualTo(PRICED);
    }

    @Test
    void an_answer_that_comes_before_prices_are_known_asks_for_them() {
        say();
        assertThat(spent()).isEqualTo(new Spent(Spent.UNKNOWN, Spent.UNKNOWN, 5_000, "EUR"));
        assertThat(said.asked).isEqualTo(1);
    }

    @Test
    void as_long_as_they_cannot_be_read_few_answers_ask() {
        said.fault = new IllegalStateException("the database is away");
        for (int i = 0; i < 1_000; i++) {
            assertThat(spent()).isNull();
        }
        assertThat(said.asked).as("one a second").isBetween(1, 100);
    }

    /** Nobody's name is written down where nobody adds up by it. */
    @Test
    void who_asks_is_told_only_where_callers_are_named() {
        assertThat(accounts.caller(SERVABLE, "anna/ci"))
                .as("nothing is known yet")
                .isNull();
        say();
        accounts.refresh();
        assertThat(accounts.caller(SERVABLE, "anna/ci")).isNull();
        said.said = List.of(new ModelAccounting.Accounted(
                3, 1, "income", new Accounting(null, Price.NONE, Map.of(), Map.of(), List.of("else"))));
        accounts.refresh();
        assertThat(accounts.caller(SERVABLE, "anna/ci")).isEqualTo("anna/ci");
    }

    private @Nullable Spent spent() {
        return accounts.spent(1, SERVABLE, InputRow.empty(1), new Asking(Deadline.NONE, null), true);
    }

    private void say() {
        said.said = List.of(new ModelAccounting.Accounted(3, 1, "income", PRICED));
    }
}
