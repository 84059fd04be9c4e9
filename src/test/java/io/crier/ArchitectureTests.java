package io.crier;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.crier.announcement.Announcements;
import java.time.Instant;
import java.util.Set;
import org.reactivestreams.Publisher;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.RestController;

/** The arrows between the packages, and what nobody may do. */
@AnalyzeClasses(packages = "io.crier", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
    private static final String[] FEATURES = {
        "io.crier.announcement..",
        "io.crier.search..",
        "io.crier.feed..",
        "io.crier.syndication..",
        "io.crier.reading..",
        "io.crier.board..",
        "io.crier.intake..",
        "io.crier.demo.."
    };

    /** A rule over no classes would hold. */
    @ArchTest
    static void classesWereRead(JavaClasses classes) {
        assertThat(classes).hasSizeGreaterThan(80);
        assertThat(classes.get(Announcements.class).getMethods()).hasSizeGreaterThan(3);
        for (var feature : FEATURES) {
            assertThat(classes)
                    .as(feature)
                    .anyMatch(type -> resideInAnyPackage(feature).test(type));
        }
    }

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.crier.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingPointsAtWeb =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..web..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.crier..web..");

    @ArchTest
    static final ArchRule webKnowsOnlyItsOwnWeb =
            slices().matching("io.crier.(*).web..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule featuresDoNotKnowPlatform =
            noClasses()
                    .that()
                    .resideInAnyPackage(FEATURES)
                    .and()
                    .resideOutsideOfPackage("..web..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.crier.platform..");

    @ArchTest
    static final ArchRule platformDoesNotKnowFeatures =
            noClasses()
                    .that()
                    .resideInAPackage("io.crier.platform..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(FEATURES);

    @ArchTest
    static final ArchRule announcementKnowsNoOtherFeature =
            noClasses()
                    .that()
                    .resideInAPackage("io.crier.announcement..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.crier.feed..", "io.crier.intake..", "io.crier.demo..");

    /** What is written knows what it is about, and not where it comes from or goes to. */
    @ArchTest
    static final ArchRule formsKnowOnlyAnnouncements =
            noClasses()
                    .that()
                    .resideInAPackage("io.crier.syndication..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.crier.feed..",
                            "io.crier.reading..",
                            "io.crier.intake..",
                            "io.crier.demo..");

    @ArchTest
    static final ArchRule onlyTheBoardKnowsTheReaders =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("io.crier.reading..", "io.crier.board..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.crier.reading..");

    @ArchTest
    static final ArchRule nobodyKnowsTheBoard =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.crier.board..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.crier.board..");

    /** What is served has no say in how. */
    @ArchTest
    static final ArchRule servingKnowsNoFeature =
            noClasses()
                    .that()
                    .resideInAPackage("io.crier.serving..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(FEATURES);

    @ArchTest
    static final ArchRule onlyTheBoardKnowsItsTemplates =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.crier.board")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.thymeleaf..");

    @ArchTest
    static final ArchRule searchKnowsNothingOfTheRest =
            noClasses()
                    .that()
                    .resideInAPackage("io.crier.search..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("io.crier..", "org.springframework..")
                                    .and(not(resideInAnyPackage("io.crier.search.."))));

    @ArchTest
    static final ArchRule onlySearchKnowsItsLibrary =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.crier.search..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.lucene..");

    @ArchTest
    static final ArchRule nobodyKnowsTheReference =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.crier.reference")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.crier.reference");

    @ArchTest
    static final ArchRule nobodyKnowsTheStatus =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.crier.status")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.crier.status");

    /** Whoever wants to know what happens asks the meters, and nobody else. */
    @ArchTest
    static final ArchRule statusKnowsOnlyMetersAndSources =
            noClasses()
                    .that()
                    .resideInAPackage("io.crier.status")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.crier.announcement..",
                            "io.crier.search..",
                            "io.crier.feed..",
                            "io.crier.syndication..",
                            "io.crier.reading..",
                            "io.crier.demo..");

    @ArchTest
    static final ArchRule refusalsKnowNothing =
            noClasses()
                    .that()
                    .resideInAPackage("io.crier.refusal..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("io.crier..")
                                    .and(not(resideInAnyPackage("io.crier.refusal.."))));

    @ArchTest
    static final ArchRule httpStaysAtTheEdge =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "io.crier.announcement",
                            "io.crier.search",
                            "io.crier.feed",
                            "io.crier.syndication",
                            "io.crier.reading",
                            "io.crier.board",
                            "io.crier.demo",
                            "io.crier.refusal")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.springframework.web..", "org.springframework.http..");

    /** What operators are told of a feature is told at its edge, as what its clients are told. */
    @ArchTest
    static final ArchRule onlyTheEdgesKnowTheActuator =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("..web", "io.crier.platform..", "io.crier.status")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.springframework.boot.actuate..",
                            "org.springframework.boot.health..");

    @ArchTest
    static final ArchRule onlyTheStoreTheSourcesAndTheTokensSpeakSql =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.crier.announcement", "io.crier.intake", "io.crier.platform.access")
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(DatabaseClient.class);

    @ArchTest
    static final ArchRule nobodyBlocks =
            noClasses()
                    .should()
                    .callMethodWhere(
                            call(
                                    "blocks a reactive type",
                                    Set.of(
                                            "block",
                                            "blockFirst",
                                            "blockLast",
                                            "blockOptional",
                                            "toIterable",
                                            "toStream"),
                                    "reactor.core.publisher"));

    @ArchTest
    static final ArchRule nobodyContinuesOnErrors =
            noClasses()
                    .should()
                    .callMethodWhere(
                            call(
                                    "continues on errors",
                                    Set.of("onErrorContinue"),
                                    "reactor.core.publisher"));

    @ArchTest
    static final ArchRule onlyWhatHasALifeSubscribes =
            noClasses()
                    .that()
                    .areNotAssignableTo(SmartLifecycle.class)
                    .and()
                    .areNotAssignableTo(Publisher.class)
                    .should()
                    .callMethodWhere(
                            call("subscribes", Set.of("subscribe"), "reactor.core.publisher"));

    @ArchTest
    static final ArchRule timeComesIn =
            noClasses()
                    .that()
                    .resideInAnyPackage(FEATURES)
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethodWhere(
                            call(
                                    "takes a thread from nowhere",
                                    Set.of("parallel", "boundedElastic", "single", "immediate"),
                                    "reactor.core.scheduler"));

    @ArchTest
    static final ArchRule nobodySleeps =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.crier.platform.database")
                    .should()
                    .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule controllersAndSettingsAreNobodyElses =
            classes().that().areAnnotatedWith(RestController.class).should().notBePublic();

    @ArchTest
    static final ArchRule settingsAreRecords =
            classes().that().areAnnotatedWith(ConfigurationProperties.class).should().beRecords();

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        var packages = classes.stream().map(JavaClass::getPackage).distinct().toList();
        assertThat(packages)
                .allSatisfy(one ->
                        assertThat(one.tryGetPackageInfo())
                                .as(one.getName())
                                .hasValueSatisfying(info ->
                                        assertThat(
                                                        info.isAnnotatedWith(
                                                                "org.jspecify.annotations.NullMarked"))
                                                .isTrue()));
    }

    private static DescribedPredicate<JavaCall<?>> call(
            String description, Set<String> names, String inPackage) {
        return DescribedPredicate.describe(
                description,
                call ->
                        names.contains(call.getName())
                                && call.getTargetOwner().getPackageName().equals(inPackage));
    }
}
