package org.phusong.geodata;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between packages, and what the library must stay free of. Packages to come are allowed to be empty. */
@AnalyzeClasses(packages = "org.phusong.geodata", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String[] SPARK_AND_HADOOP = {"org.apache.spark..", "org.apache.hadoop..", "scala.."};
    private static final String[] GEOTOOLS = {"org.geotools..", "org.opengis..", "javax.media.jai..", "si.uom.."};

    @ArchTest
    static final ArchRule FREE_OF_SPARK_AND_HADOOP =
            noClasses().should().dependOnClassesThat().resideInAnyPackage(SPARK_AND_HADOOP);

    @ArchTest
    static final ArchRule GEOTOOLS_HAS_ONE_DOOR = noClasses()
            .that()
            .resideOutsideOfPackage("..geodata.crs..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GEOTOOLS)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule PLACE_CLAIM_AND_ISSUE_ARE_THE_GROUND = noClasses()
            .that()
            .resideInAnyPackage("..geodata.place..", "..geodata.claim..", "..geodata.issue..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..geodata.crs..", "..geodata.check..", "..geodata.index..", "..geodata.sample..");

    @ArchTest
    static final ArchRule CRS_AND_CHECK_KNOW_NO_INDEX = noClasses()
            .that()
            .resideInAnyPackage("..geodata.crs..", "..geodata.check..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..geodata.index..", "..geodata.sample..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule INDEX_KNOWS_NO_SAMPLE = noClasses()
            .that()
            .resideInAPackage("..geodata.index..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..geodata.sample..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule SAMPLE_NEEDS_PLACES_AND_CLAIMS_ONLY = noClasses()
            .that()
            .resideInAPackage("..geodata.sample..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..geodata.issue..", "..geodata.crs..", "..geodata.check..", "..geodata.index..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ONLY_THE_REFERENCE_WORKLOAD_IS_MADE_OF_SAMPLE_PARTS = noClasses()
            .that()
            .resideOutsideOfPackages("..geodata.reference..", "..geodata.sample..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..geodata.reference..", "..geodata.sample..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule REFERENCE_NEEDS_PLACES_CLAIMS_AND_SAMPLE_ONLY = noClasses()
            .that()
            .resideInAPackage("..geodata.reference..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..geodata.issue..", "..geodata.crs..", "..geodata.check..", "..geodata.index..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("org.phusong.geodata.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_LOGGING_WHERE_A_PROBLEM_IS_A_VALUE =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("java.util.logging..", "org.slf4j..");

    @ArchTest
    static final ArchRule NAMES_COME_FROM_THE_FIELD =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)");
}
