package io.dumpwarden.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which module and which room may use which. */
class ModulesTest {

  @ParameterizedTest
  @MethodSource
  void modulesUseOnlyThoseTheyMay(String module) {
    List<String> forbidden = new ArrayList<>();
    House.MODULES.forEach(
        (other, packages) -> {
          if (!other.equals(module) && !House.ARROWS.get(module).contains(other)) {
            forbidden.addAll(packages);
          }
        });
    noClasses()
        .that()
        .resideInAnyPackage(House.packages(House.MODULES.get(module)))
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAnyPackage(House.packages(forbidden))
                .and(DescribedPredicate.not(isInSignaturesOfCore(module))))
        .as("module " + module + " uses only " + House.ARROWS.get(module))
        .check(House.classes());
  }

  /** Whoever calls core hands it secrets, and gets some: the type goes with it. */
  private static DescribedPredicate<JavaClass> isInSignaturesOfCore(String module) {
    return DescribedPredicate.describe(
        "is the type of secrets",
        type ->
            House.ARROWS.get(module).contains("core")
                && type.getFullName().equals("io.dumpwarden.storage.Secret"));
  }

  static Stream<String> modulesUseOnlyThoseTheyMay() {
    // app may use all
    return House.MODULES.keySet().stream().filter(module -> !module.equals("app"));
  }

  @ParameterizedTest
  @MethodSource
  void roomsUseOnlyLowerFloors(String room) {
    noClasses()
        .that()
        .resideInAnyPackage(House.packages(List.of(room)))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(House.packages(House.forbiddenTo(room)))
        .as("room " + room + " uses only lower floors")
        .check(House.classes());
  }

  static Stream<String> roomsUseOnlyLowerFloors() {
    return House.rooms().stream();
  }

  @Test
  void everyClassIsInARoomThatIsOnTheMap() {
    String[] known =
        House.packages(House.MODULES.values().stream().flatMap(java.util.Set::stream).toList());
    List<String> lost =
        House.classes().stream()
            .map(JavaClass::getPackageName)
            .distinct()
            .filter(p -> Arrays.stream(known).noneMatch(k -> (p + ".").startsWith(prefix(k))))
            .toList();

    assertThat(lost).as("packages that House.java does not know").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("roomsUseOnlyLowerFloors")
  void noRoomIsEmpty(String room) {
    assertThat(House.classes().stream().map(JavaClass::getPackageName))
        .contains(House.ROOT + "." + room);
  }

  @Test
  void noPackagesInACircle() {
    slices().matching("io.dumpwarden.(**)").should().beFreeOfCycles().check(House.classes());
  }

  private static String prefix(String packagePattern) {
    return packagePattern.substring(0, packagePattern.length() - 1);
  }
}
