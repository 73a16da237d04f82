package org.modelyard.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.ejb.Schedule;
import jakarta.ejb.Schedules;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String API = "org.modelyard..api..";
    private static final String CONSOLE = "org.modelyard..console..";
    private static final String SERVICE = "org.modelyard..service..";
    private static final String ENTITY = "org.modelyard..entity..";
    private static final int MOST_COLLABORATORS = 7;
    private static final Pattern MODULE =
            Pattern.compile(".*/(core-module|persistence-module|ejb-module|web-module|admin-console|launcher)[/-].*");

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(
                    location -> MODULE.matcher(location.asURI().toString()).matches())
            .importPackages("org.modelyard");

    @Test
    void every_module_is_looked_at() {
        assertThat(PRODUCT.stream().map(ArchitectureTest::module))
                .contains("core-module", "persistence-module", "ejb-module", "web-module", "launcher");
    }

    @Test
    void api_and_console_hold_no_entity_and_no_entity_manager() {
        noClasses()
                .that()
                .resideInAnyPackage(API, CONSOLE)
                .should()
                .dependOnClassesThat(resideInAnyPackage(ENTITY, "jakarta.persistence..", "java.sql..", "javax.sql.."))
                .check(PRODUCT);
    }

    @Test
    void api_and_console_do_not_know_each_other() {
        noClasses()
                .that()
                .resideInAPackage(API)
                .should()
                .dependOnClassesThat(resideInAPackage(CONSOLE))
                .check(PRODUCT);
        noClasses()
                .that()
                .resideInAPackage(CONSOLE)
                .should()
                .dependOnClassesThat(resideInAPackage(API))
                .allowEmptyShould(true)
                .check(PRODUCT);
    }

    @Test
    void services_do_not_know_who_shows_them() {
        noClasses()
                .that()
                .resideInAPackage(SERVICE)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(API, CONSOLE, "jakarta.ws.rs..", "jakarta.servlet..", "jakarta.faces.."))
                .check(PRODUCT);
    }

    @Test
    void entities_do_not_know_services() {
        noClasses()
                .that()
                .resideInAPackage(ENTITY)
                .should()
                .dependOnClassesThat(resideInAnyPackage(SERVICE, API, CONSOLE, "jakarta.ejb..", "jakarta.enterprise.."))
                .check(PRODUCT);
    }

    @Test
    void the_core_is_plain_java() {
        noClasses()
                .that(liveIn("core-module"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        ENTITY, SERVICE, API, CONSOLE, "jakarta..", "org.eclipse.microprofile..", "javax.sql.."))
                .check(PRODUCT);
    }

    @Test
    void each_role_lives_in_its_module() {
        classes()
                .that()
                .resideInAPackage(ENTITY)
                .should(liveOnlyIn("persistence-module"))
                .check(PRODUCT);
        classes()
                .that()
                .resideInAPackage(SERVICE)
                .should(liveOnlyIn("ejb-module"))
                .check(PRODUCT);
        classes().that().resideInAPackage(API).should(liveOnlyIn("web-module")).check(PRODUCT);
        classes()
                .that()
                .resideInAPackage(CONSOLE)
                .should(liveOnlyIn("admin-console"))
                .allowEmptyShould(true)
                .check(PRODUCT);
    }

    @Test
    void no_package_is_split_over_jars() {
        Map<String, Set<String>> modules = new TreeMap<>();
        for (JavaClass type : PRODUCT) {
            modules.computeIfAbsent(type.getPackageName(), any -> new TreeSet<>())
                    .add(module(type));
        }
        assertThat(modules)
                .allSatisfy((name, homes) -> assertThat(homes).as(name).hasSize(1));
    }

    @Test
    void features_call_each_other_in_one_direction() {
        slices().matching("org.modelyard.(*).service..")
                .should()
                .beFreeOfCycles()
                .check(PRODUCT);
    }

    @Test
    void names_are_the_terms_of_the_field() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("DTO")
                .orShould()
                .haveSimpleNameEndingWith("Dto")
                .orShould()
                .haveSimpleNameEndingWith("Facade")
                .orShould()
                .haveSimpleNameEndingWith("Processor")
                .check(PRODUCT);
    }

    @Test
    void entities_have_verbs_and_no_setters() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(Entity.class)
                .should()
                .haveNameNotMatching("set[A-Z].*")
                .check(PRODUCT);
    }

    @Test
    void nobody_has_more_than_seven_collaborators() {
        classes()
                .should(new ArchCondition<>("have at most " + MOST_COLLABORATORS + " injected fields") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        long injected = type.getFields().stream()
                                .filter(field -> field.isAnnotatedWith(Inject.class))
                                .count();
                        events.add(new SimpleConditionEvent(
                                type, injected <= MOST_COLLABORATORS, type.getName() + " injects " + injected));
                    }
                })
                .check(PRODUCT);
    }

    @Test
    void timers_wait_until_the_database_is_ready() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Schedule.class, Schedules.class, Timeout.class, TimerService.class)
                .because("Timers knows when the server is ready and when it stops")
                .check(PRODUCT);
        noClasses()
                .that()
                .areAnnotatedWith(Startup.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ManagedScheduledExecutorService.class)
                .check(PRODUCT);
    }

    @Test
    void nothing_is_serialised_the_java_way() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ObjectOutputStream.class)
                .check(PRODUCT);
        noClasses()
                .that()
                .resideOutsideOfPackage(CONSOLE) // Faces passivates its view-scoped beans
                .should(new ArchCondition<>("implement Serializable themselves") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean named = type.getRawInterfaces().stream()
                                .anyMatch(implemented -> implemented.isEquivalentTo(Serializable.class));
                        events.add(new SimpleConditionEvent(
                                type,
                                named,
                                type.getName() + (named ? " implements" : " does not implement") + " Serializable"));
                    }
                })
                .check(PRODUCT);
    }

    private static DescribedPredicate<JavaClass> liveIn(String module) {
        return DescribedPredicate.describe(
                "live in " + module, type -> module(type).equals(module));
    }

    private static ArchCondition<JavaClass> liveOnlyIn(String module) {
        return new ArchCondition<>("live in " + module) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        type, module(type).equals(module), type.getName() + " lives in " + module(type)));
            }
        };
    }

    private static String module(JavaClass type) {
        String uri = type.getSource().orElseThrow().getUri().toString();
        Matcher module = MODULE.matcher(uri);
        if (!module.matches()) {
            throw new IllegalStateException("of no module: " + uri);
        }
        return module.group(1);
    }
}
