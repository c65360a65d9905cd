package io.dumpwarden.app.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

/** Predicates on full names: a package with all below it, or one class. */
final class Names {

  private Names() {}

  static DescribedPredicate<JavaClass> startWith(String name) {
    return DescribedPredicate.describe("are of " + name, c -> isOf(c, name));
  }

  static DescribedPredicate<JavaClass> dependOn(String name) {
    return DescribedPredicate.describe(
        "depend on " + name,
        c ->
            c.getDirectDependenciesFromSelf().stream()
                .anyMatch(d -> isOf(d.getTargetClass().getBaseComponentType(), name)));
  }

  private static boolean isOf(JavaClass c, String name) {
    return c.getFullName().equals(name) || c.getFullName().startsWith(name + ".");
  }
}
