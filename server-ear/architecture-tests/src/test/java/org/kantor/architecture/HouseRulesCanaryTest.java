package org.kantor.architecture;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** A rule that lets its canary live would let anything live. */
class HouseRulesCanaryTest {

    private final JavaClasses canaries = new ClassFileImporter()
            .importPackages(
                    "org.kantor.architecture.canary",
                    "org.kantor.kernel.canary",
                    "org.kantor.directory.canary",
                    "org.kantor.mail.imap.canary",
                    "org.kantor.mail.wire.canary",
                    "org.kantor.mail.store.canary",
                    "org.kantor.webmail.canary");

    @Test
    void anEntityOutsideOfInternalIsFound() {
        finds(HouseRules.ENTITIES_STAY_INTERNAL, "EntityForEverybody");
    }

    @Test
    void aLookIntoAnotherModulesInternalPackageIsFound() {
        finds(HouseRules.INTERNAL_STAYS_WITHIN_ITS_MODULE, "SqlAnywhere names");
    }

    @Test
    void aLowerModuleThatNamesAHigherOneIsFound() {
        var directory = HouseRules.layers().stream()
                .filter(rule -> rule.getDescription().contains("org.kantor.directory"))
                .findFirst()
                .orElseThrow();
        finds(directory, "NamesHigher");
    }

    @Test
    void aSocketInTheGrammarIsFound() {
        finds(HouseRules.THE_GRAMMAR_KNOWS_NO_WORLD, "OpensSockets");
    }

    @Test
    void jakartaInTheKernelIsFound() {
        finds(HouseRules.THE_KERNEL_NEEDS_THE_JDK_ONLY, "NeedsJakarta");
    }

    @Test
    void sqlInAClassOfAnotherNameIsFound() {
        finds(HouseRules.SQL_STANDS_IN_SQL_CLASSES, "SqlAnywhere");
    }

    @Test
    void aSecondClassThatBeginsTransactionsIsFound() {
        finds(HouseRules.ONE_CLASS_BEGINS_TRANSACTIONS, "UserTransaction");
    }

    @Test
    void aDoorThatGoesAroundSharingIsFound() {
        finds(HouseRules.IMAP_GETS_MAIL_FROM_SHARING, "GoesAroundSharing");
    }

    @Test
    void anEnglishSentenceOnAPageIsFound() {
        finds(HouseRules.PEOPLE_READ_REFUSALS_IN_THEIR_LANGUAGE, "ShowsEnglish");
    }

    @Test
    void aPackageThatIsNotNullMarkedIsFound() {
        finds(HouseRules.EVERY_PACKAGE_IS_NULL_MARKED, "canary.unmarked");
    }

    private void finds(ArchRule rule, String culprit) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> rule.check(canaries))
                .withMessageContaining(culprit);
    }
}
