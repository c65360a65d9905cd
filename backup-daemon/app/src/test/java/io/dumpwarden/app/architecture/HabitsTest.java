package io.dumpwarden.app.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Habits that hold in every class that ships. */
class HabitsTest {

  /** Made from the templates by the build, which writes no package-info. */
  private static final String TEMPLATES = House.ROOT + ".admin.template";

  /** Who waits by sleeping, and why nothing wakes it earlier. */
  private static final Map<String, String> SLEEPERS =
      Map.of(
          "io.dumpwarden.app.QueuedClaim", "waits for a server's limit, which rows hold",
          "io.dumpwarden.app.RunFollower", "follows rows that another process writes",
          "io.dumpwarden.backup.Patience", "waits between tries of a storage",
          "io.dumpwarden.dump.ProcessGroup", "waits for children to die, interrupted or not",
          "io.dumpwarden.embedded.Poll", "waits for another process to be ready",
          "io.dumpwarden.snapshot.Courtesy", "waits for another process to take its snapshot",
          "io.dumpwarden.storage.wrap.Pause", "waits between tries of a storage");

  @Test
  void timeIsAnInput() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.dumpwarden.app.Platform")
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "reads the machine's clock; take an InstantSource instead",
                HabitsTest::readsTheClock))
        .check(House.classes());
  }

  private static boolean readsTheClock(JavaAccess<?> call) {
    String owner = call.getTargetOwner().getFullName();
    String method = call.getTarget().getName();
    return owner.equals("java.lang.System") && method.equals("currentTimeMillis")
        || owner.startsWith("java.time.") && method.equals("now")
        || owner.startsWith("java.time.") && method.startsWith("system");
  }

  @Test
  void onlyAFewSleep() {
    noClasses()
        .that(
            DescribedPredicate.describe(
                "are not known to sleep",
                c -> !SLEEPERS.containsKey(c.getFullName().replaceFirst("\\$.*", ""))))
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "sleeps",
                call ->
                    call.getTarget().getName().equals("sleep")
                        && Set.of("java.lang.Thread", "java.util.concurrent.TimeUnit")
                            .contains(call.getTargetOwner().getFullName())))
        .check(House.classes());
  }

  @Test
  void namesSayWhatAClassDoes() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .check(House.classes());
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(
            House.classes().getDefaultPackage().getSubpackagesInTree().stream()
                .filter(p -> p.getName().startsWith(House.ROOT + ".") && !p.getClasses().isEmpty())
                .filter(p -> !p.getName().startsWith(TEMPLATES))
                .filter(p -> !p.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName))
        .as("packages whose package-info is not @NullMarked")
        .isEmpty();
  }

  @Test
  void staticFieldsAreFinal() {
    fields().that().areStatic().should().beFinal().check(House.classes());
  }

  @Test
  void staticFieldsHoldNothingMadeToChange() {
    noFields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .and()
        // a file lock belongs to the whole process: two holders in it must know of each other
        .doNotHaveFullName("io.dumpwarden.embedded.SharedServer.BY_FOLDER")
        .should()
        .haveRawType(
            DescribedPredicate.describe(
                "that is made to change",
                type ->
                    type.isAssignableTo(AtomicReference.class)
                        || type.isAssignableTo(AtomicBoolean.class)
                        || type.isAssignableTo(Number.class)
                            && type.getPackageName().equals("java.util.concurrent.atomic")
                        || type.isAssignableTo(java.util.concurrent.ConcurrentMap.class)
                        || type.isAssignableTo(java.util.concurrent.ExecutorService.class)
                        || type.isAssignableTo(ThreadLocal.class)
                        || type.isAssignableTo(StringBuilder.class)))
        .check(House.classes());
  }

  @Test
  void onlyCommandsTalkToTheTerminal() {
    noClasses()
        .that(DescribedPredicate.not(resideInAnyPackage("io.dumpwarden.app.command..")))
        .should(ACCESS_STANDARD_STREAMS)
        .check(House.classes());
  }
}
