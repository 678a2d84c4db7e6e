package org.phusong.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between packages, in both modules. Packages to come are allowed to be empty. */
@AnalyzeClasses(packages = "org.phusong", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule GEODATA_KNOWS_NO_JOBS = noClasses()
            .that()
            .resideInAPackage("org.phusong.geodata..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.phusong.jobs..");

    @ArchTest
    static final ArchRule STUDY_TABLE_ASSESS_AND_MAP_ARE_THE_GROUND = noClasses()
            .that()
            .resideInAnyPackage("..jobs.study..", "..jobs.table..", "..jobs.assess..", "..jobs.map..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..jobs.read..", "..jobs.cover..", "..jobs.bench..", "..jobs.cli..");

    @ArchTest
    static final ArchRule WHAT_COMMANDS_USE_KNOWS_NO_COMMANDS = noClasses()
            .that()
            .resideInAnyPackage("..jobs.read..", "..jobs.cover..", "..jobs.cache..", "..jobs.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..jobs.cli..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ONLY_COMMANDS_KNOW_THE_CACHE = noClasses()
            .that()
            .resideOutsideOfPackages("..jobs.cache..", "..jobs.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..jobs.cache..");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_KNOWS_THE_BENCHMARK = noClasses()
            .that()
            .resideOutsideOfPackages("..jobs.bench..", "..jobs.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..jobs.bench..");

    @ArchTest
    static final ArchRule ASSESSMENT_AND_MAPS_ARE_FREE_OF_SPARK = noClasses()
            .that()
            .resideInAnyPackage("..jobs.assess..", "..jobs.map..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule GEOTOOLS_HAS_ONE_DOOR = noClasses()
            .that()
            .resideInAPackage("org.phusong.jobs..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.geotools..", "org.opengis..", "javax.media.jai..", "si.uom..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("org.phusong.jobs.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONE_LOGGING_AND_THAT_IS_SPARKS =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("java.util.logging..");

    @ArchTest
    static final ArchRule NAMES_COME_FROM_THE_FIELD =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)");
}
