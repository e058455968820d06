package org.kantor.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Entity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** The rules of the house. A rule's name is a sentence about the code, its reason stands beside it. */
final class HouseRules {

    /** The modules' packages from the lowest to the highest; one may name itself and what stands before it. */
    static final List<List<String>> LAYERS = List.of(
            List.of("org.kantor.kernel.."),
            List.of("org.kantor.tx.."),
            List.of("org.kantor.directory..", "org.kantor.identity.."),
            List.of("org.kantor.mail.wire.."),
            List.of("org.kantor.mail.extract.."),
            List.of("org.kantor.mail.store..", "org.kantor.mail.search..", "org.kantor.change.."),
            List.of(
                    "org.kantor.mail.imap..",
                    "org.kantor.mail.pop3..",
                    "org.kantor.mail.smtp..",
                    "org.kantor.mail.queue..",
                    "org.kantor.mail.relay..",
                    "org.kantor.mail.delivery..",
                    "org.kantor.mail.submission..",
                    "org.kantor.mail.listener.."),
            List.of("org.kantor.groupware.."),
            List.of("org.kantor.dav..", "org.kantor.webmail..", "org.kantor.api..", "org.kantor.persistence.."));

    static final ArchRule ENTITIES_STAY_INTERNAL = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .resideInAPackage("..internal..")
            .because("callers get records; an entity outside of its feature is a table that everybody may change")
            .as("entities stay in the internal package of their feature")
            .allowEmptyShould(true);

    static final ArchRule INTERNAL_STAYS_WITHIN_ITS_MODULE = classes()
            .that()
            .resideInAPackage("..internal..")
            .should(onlyBeNamedFromTheirModule())
            .because(
                    "what a feature offers stands in its root package; the features of a module may share what is behind it")
            .as("nobody outside of its module names an internal class");

    static final ArchRule THE_GRAMMAR_KNOWS_NO_WORLD = noClasses()
            .that()
            .resideInAPackage("org.kantor..mail.wire..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "jakarta..",
                            "javax..",
                            "java.sql..",
                            "java.nio.channels..",
                            "org.hibernate..",
                            "org.kantor.tx..")
                    .or(DescribedPredicate.describe(
                            "sockets",
                            type -> type.getPackageName().equals("java.net")
                                    && type.getSimpleName().contains("Socket"))))
            .because("a grammar is tested and fuzzed without a socket, a container or a database")
            .as("the wire module knows no Jakarta, no database and no sockets");

    static final ArchRule THE_KERNEL_NEEDS_THE_JDK_ONLY = classes()
            .that()
            .resideInAPackage("org.kantor.kernel..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax..", "org.jspecify..", "org.kantor.kernel..")
            .because("everything depends on it")
            .as("the kernel needs the JDK only");

    static final ArchRule SQL_STANDS_IN_SQL_CLASSES = noClasses()
            .that(DescribedPredicate.describe("are not named ...Sql", type -> !isSql(type)))
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.sql.PreparedStatement")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.sql.Statement")
            .because(
                    "whoever looks for the SQL of a feature opens one file, and services speak of mail, not of columns")
            .as("plain SQL stands in classes whose names end in Sql");

    static final ArchRule ONE_CLASS_BEGINS_TRANSACTIONS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.kantor.persistence.JtaTransactions")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.transaction.TransactionManager")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.transaction.UserTransaction")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.transaction.Transactional")
            .because("acknowledged means committed, and one class is easier to trust with that than many")
            .as("only JtaTransactions begins and ends transactions");

    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes()
            .should(resideInAMarkedPackage())
            .because("NullAway reads what is marked only")
            .as("every package is @NullMarked");

    static final ArchRule IMAP_GETS_MAIL_FROM_SHARING = noClasses()
            .that()
            .resideInAPackage("org.kantor.mail.imap..")
            .and()
            .areAnnotatedWith("org.kantor.bean.Service")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.kantor.mail.store.Mailboxes")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.kantor.mail.store.Messages")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.kantor.mail.store.Annotations")
            .because(
                    "through it an account reaches others' mailboxes, and Sharing is the one place where rights are checked")
            .as("IMAP gets mailboxes and messages from Sharing, never from the container");

    static final ArchRule PEOPLE_READ_REFUSALS_IN_THEIR_LANGUAGE = noClasses()
            .that()
            .resideInAPackage("org.kantor.webmail..")
            .and()
            .doNotHaveFullyQualifiedName("org.kantor.webmail.shell.Refusals")
            .should()
            .callMethod("org.kantor.kernel.Refused", "sentence")
            .because("it is English; Refusals says it in the language of the page")
            .as("the webmail shows what is refused through Refusals only");

    private HouseRules() {}

    /** One rule a layer: it never names what stands above it. */
    static List<ArchRule> layers() {
        var rules = new ArrayList<ArchRule>();
        for (var i = 0; i < LAYERS.size() - 1; i++) {
            var above = LAYERS.subList(i + 1, LAYERS.size()).stream()
                    .flatMap(List::stream)
                    .toArray(String[]::new);
            rules.add(noClasses()
                    .that(resideInAnyPackage(LAYERS.get(i).toArray(String[]::new)))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(above))
                    .because("a lower module fires an event or declares a port; it never names a higher one")
                    .as(String.join(" and ", LAYERS.get(i)) + " never name what is above them")
                    .allowEmptyShould(true));
        }
        return rules;
    }

    private static boolean isSql(JavaClass type) {
        var outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost.getSimpleName().endsWith("Sql");
    }

    private static ArchCondition<JavaClass> onlyBeNamedFromTheirModule() {
        return new ArchCondition<>("only be named from their module") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var module = module(type);
                type.getDirectDependenciesToSelf().stream()
                        .map(dependency -> dependency.getOriginClass())
                        .filter(origin -> !module(origin).equals(module))
                        .distinct()
                        .forEach(origin -> events.add(
                                SimpleConditionEvent.violated(type, origin.getName() + " names " + type.getName())));
            }
        };
    }

    /** The module a class belongs to, as the first of its packages; modules side by side in the highest layer are told apart. */
    private static String module(JavaClass type) {
        for (var layer : LAYERS) {
            for (var name : layer) {
                if (resideInAPackage(name).test(type)) {
                    return layer.equals(LAYERS.getLast()) ? name : layer.getFirst();
                }
            }
        }
        return type.getPackageName();
    }

    private static ArchCondition<JavaClass> resideInAMarkedPackage() {
        return new ArchCondition<>("reside in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
                }
            }
        };
    }
}
