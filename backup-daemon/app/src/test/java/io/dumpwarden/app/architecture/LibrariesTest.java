package io.dumpwarden.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each library is known to one room, so that it can be changed there. */
class LibrariesTest {

  /** The driver's interface, which it implements, names Calendar; it makes nothing of it. */
  private static final String BOUND_TO_CALENDAR = "io.dumpwarden.rows.RawRowCodec";

  @ParameterizedTest
  @CsvSource({
    "scheduler,   org.quartz",
    "scheduler,   java.util.Date",
    "metadata,    org.jdbi",
    "metadata,    org.flywaydb",
    "metadata,    com.zaxxer",
    "admin,       io.javalin",
    "admin,       gg.jte",
    "access,      com.password4j",
    "metrics,     io.micrometer",
    "metrics,     io.prometheus",
    "storage.s3,  software.amazon.awssdk",
    "config,      com.cronutils",
    "notify.send, jakarta.mail",
    "notify.send, org.eclipse.angus",
    "pipeline,    com.github.luben.zstd",
    "pipeline,    org.tukaani",
    "app.command, picocli"
  })
  void onlyOneRoomUses(String room, String library) {
    String home = House.ROOT + "." + room + "..";
    noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat(Names.startWith(library))
        .check(House.CLASSES);
    assertThat(House.CLASSES.that(Names.dependOn(library)))
        .as("classes that use %s: if none does, the line is out of date", library)
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"java.util.Calendar", "java.sql.Date", "java.text.SimpleDateFormat", "org.mockito"})
  void nobodyUses(String library) {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(BOUND_TO_CALENDAR)
        .should()
        .dependOnClassesThat(Names.startWith(library))
        .check(House.CLASSES);
  }
}
