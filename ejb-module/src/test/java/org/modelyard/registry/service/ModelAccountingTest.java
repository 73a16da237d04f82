package org.modelyard.registry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.dataset.model.Task;
import org.modelyard.experiment.entity.StoredExperiments;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.entity.Aliases;
import org.modelyard.registry.entity.Model;
import org.modelyard.registry.entity.Models;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.serving.model.Accounting;
import org.modelyard.serving.service.Wired;

class ModelAccountingTest {

    private static final long ORGANISATION = 1;
    private static final Caller ADMIN = new Caller(ORGANISATION, "ada", Role.ADMIN, "test");
    private static final String EURO = "{\"currency\":\"EUR\",\"price\":{\"request\":1}}";
    private static final String DOLLAR = EURO.replace("EUR", "USD");
    /** As half a surrogate pair comes back from a database, twice. */
    private static final String UNREADABLE = "{\"dimensions\":{\"a\":[\"?\",\"?\"]}}";

    private final Stored models = new Stored();
    private final ModelAccounting accounting = Wired.with(new ModelAccounting(), models, new Raised(), new Done());

    private final class Stored extends Models {
        final Model model = Model.name(ORGANISATION, "income", Task.CLASSIFICATION, Instant.EPOCH);
        final List<Accounted> all = new ArrayList<>();

        Stored() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public Optional<Model> byName(long organisationId, String name) {
            return Optional.of(model);
        }

        @Override
        public Optional<Model> lockedByName(long organisationId, String name) {
            order.add("model");
            return Optional.of(model);
        }

        @Override
        public List<Accounted> accountings() {
            order.add("read");
            return all;
        }
    }

    private final class Raised extends Epochs {
        Raised() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public void raise(String name) {
            order.add(name);
        }
    }

    private static final class Done extends Audit {
        @Override
        public void done(Caller caller, String action, String subject, @Nullable String detail) {
            assertThat(action).isEqualTo("model.account");
        }
    }

    private final List<String> order = new ArrayList<>();

    @BeforeEach
    void others() {
        other(7, ORGANISATION, false, EURO);
        other(8, ORGANISATION + 1, false, DOLLAR);
        other(9, ORGANISATION + 1, false, UNREADABLE);
    }

    private void other(long id, long organisation, boolean deleted, String document) {
        models.all.add(new Models.Accounted(id, organisation, "m" + id, deleted, document));
    }

    private static Accounting read(String document) {
        return RegistryJson.read(document, Accounting.Said.class).checked();
    }

    @Test
    void one_document_that_cannot_be_read_takes_no_other_with_it() {
        assertThat(accounting.all())
                .extracting(ModelAccounting.Accounted::modelId)
                .containsExactly(7L, 8L);
    }

    @Test
    void what_cannot_be_read_is_nothing_and_can_be_said_anew() {
        models.model.account(UNREADABLE);
        assertThat(accounting.of(ADMIN, "income")).isEqualTo(Accounting.NONE);
        accounting.say(ADMIN, "income", read(EURO), ModelAccounting.tag(Accounting.NONE));
        assertThat(accounting.of(ADMIN, "income")).isEqualTo(read(EURO));
    }

    @Test
    void another_currency_is_refused_unless_it_is_a_deleted_models() {
        assertThatThrownBy(() -> accounting.say(ADMIN, "income", read(DOLLAR), null))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContaining("'m7'");
        assertThat(models.model.accounting()).isNull();
        models.all.clear();
        other(7, ORGANISATION, true, EURO);
        other(8, ORGANISATION, false, UNREADABLE);
        accounting.say(ADMIN, "income", read(DOLLAR), null);
        assertThat(accounting.of(ADMIN, "income").currency()).isEqualTo("USD");
    }

    @Test
    void a_model_comes_back_with_no_other_currency_either() {
        models.model.account(DOLLAR);
        models.model.delete(Instant.EPOCH);
        ModelEdits edits = Wired.with(
                new ModelEdits(),
                models,
                new Aliases(Wired.unused(EntityManager.class)),
                new Registry(),
                new Raised(),
                new StoredExperiments(Wired.unused(EntityManager.class)),
                new Done(),
                Clock.systemUTC());
        assertThatThrownBy(() -> edits.restore(ADMIN, "income"))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContaining("'m7' are in EUR");
        assertThat(models.model.deletedAt()).isNotNull();
        assertThat(order).containsExactly("model", Epochs.ROUTING, "read");
    }

    /** What is read before nobody else can write may miss what another ADMIN has just said. */
    @Test
    void others_are_read_when_nobody_else_can_say_anything() {
        accounting.say(ADMIN, "income", read(EURO), null);
        assertThat(order).containsExactly("model", Epochs.ROUTING, "read");
    }
}
