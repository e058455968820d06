package org.kantor.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules, checked on the classes of every module of the product. */
class HouseRulesTest {

    private static final List<String> MODULES = List.of(
            "auth/kernel",
            "auth/tx",
            "auth/directory",
            "mail-engine/wire",
            "mail-engine/extract",
            "mail-engine/store",
            "mail-engine/server",
            "calendar-contacts/groupware",
            "calendar-contacts/dav",
            "webmail-ui",
            "server-ear/persistence",
            "server-ear/api");

    private static JavaClasses product = new ClassFileImporter().importPackages("org.kantor.none");

    @BeforeAll
    static void readTheProduct() {
        var checkout = Path.of(System.getProperty("kantor.checkout", "../.."));
        var folders = MODULES.stream()
                .map(module -> checkout.resolve(module).resolve("target/classes"))
                .toList();
        product = new ClassFileImporter().importPaths(folders);
        assertThat(product).as("classes of the product").hasSizeGreaterThan(200);
    }

    @Test
    void entitiesStayInTheInternalPackageOfTheirFeature() {
        HouseRules.ENTITIES_STAY_INTERNAL.check(product);
    }

    @Test
    void nobodyOutsideOfItsModuleNamesAnInternalClass() {
        HouseRules.INTERNAL_STAYS_WITHIN_ITS_MODULE.check(product);
    }

    @ParameterizedTest
    @MethodSource("org.kantor.architecture.HouseRules#layers")
    void aLowerModuleNeverNamesAHigherOne(ArchRule layer) {
        layer.check(product);
    }

    @Test
    void theGrammarKnowsNoContainerNoDatabaseAndNoSocket() {
        HouseRules.THE_GRAMMAR_KNOWS_NO_WORLD.check(product);
    }

    @Test
    void theKernelNeedsTheJdkOnly() {
        HouseRules.THE_KERNEL_NEEDS_THE_JDK_ONLY.check(product);
    }

    @Test
    void plainSqlStandsInClassesNamedSql() {
        HouseRules.SQL_STANDS_IN_SQL_CLASSES.check(product);
    }

    @Test
    void onlyOneClassBeginsAndEndsTransactions() {
        HouseRules.ONE_CLASS_BEGINS_TRANSACTIONS.check(product);
    }

    @Test
    void imapGetsMailFromSharing() {
        HouseRules.IMAP_GETS_MAIL_FROM_SHARING.check(product);
    }

    @Test
    void peopleReadRefusalsInTheirLanguage() {
        HouseRules.PEOPLE_READ_REFUSALS_IN_THEIR_LANGUAGE.check(product);
    }

    @Test
    void everyPackageIsNullMarked() {
        HouseRules.EVERY_PACKAGE_IS_NULL_MARKED.check(product);
    }
}
