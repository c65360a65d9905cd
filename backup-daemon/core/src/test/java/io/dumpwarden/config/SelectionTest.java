package io.dumpwarden.config;

import static io.dumpwarden.testing.Property.TRIES;
import static io.dumpwarden.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.Selection.Selected;
import io.dumpwarden.testing.Draw;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a selection means, for servers with any databases. */
class SelectionTest {

  private static final List<String> BASES =
      List.of("shop", "Shop", "crm", "a,b", " x y", "m*", "m1", "q?", "b\\s", "..", "_temp");
  private static final List<String> TAILS =
      List.of(
          "",
          "",
          "",
          "_dmart",
          "_temp",
          "_archive",
          "_secondary",
          "_secondary_1",
          "_secondary_dmart");
  private static final List<String> SYSTEM =
      List.of("mysql", "sys", "performance_schema", "information_schema", "SYS", "Mysql");
  private static final List<String> PATTERN_PIECES =
      List.of("*", "?", "shop", "m", "_", "_dmart", "_secondary", "\\*", "sys", "crm");

  /** A server's databases, and what is asked of it. */
  private record Case(List<String> present, Selection selection) {

    Selected selected() {
      return selection.of(present, Settings.STANDARD);
    }

    List<String> databases() {
      return selected().databases();
    }

    Case with(Selection other) {
      return new Case(present, other);
    }
  }

  @Test
  void onlyWhatIsThereOnceAndInItsOrder() {
    forAll(
        TRIES,
        SelectionTest::anyCase,
        c -> {
          List<String> expected = new ArrayList<>(c.present());
          expected.retainAll(new HashSet<>(c.databases()));
          assertThat(c.databases()).isEqualTo(expected);
        });
  }

  @Test
  void aServersOwnDatabasesOnlyWhereTheyAreAskedForAndItsMemoryNever() {
    forAll(
        TRIES,
        SelectionTest::anyCase,
        c ->
            assertThat(c.databases())
                .noneMatch(Selection::isVirtual)
                .allMatch(name -> c.selection().includeSystem() || !Selection.isSystem(name)));
  }

  @Test
  void nothingThatIsExcluded() {
    forAll(
        TRIES,
        SelectionTest::anyCase,
        c -> assertThat(c.databases()).noneMatch(name -> matches(c.selection().exclude(), name)));
  }

  @Test
  void excludingMoreSelectsNoOthers() {
    forAll(
        TRIES,
        SelectionTest::anyCase,
        SelectionTest::globs,
        (c, more) -> {
          List<Glob> both = Stream.concat(c.selection().exclude().stream(), more.stream()).toList();
          Case stricter = c.with(excluding(c.selection(), both));
          assertThat(c.databases()).containsAll(stricter.databases());
        });
  }

  @Test
  void allAndSeparatedAreTheSameDatabases() {
    forAll(
        TRIES,
        SelectionTest::anyCase,
        c ->
            assertThat(c.with(mode(c.selection(), SelectionMode.ALL, false, "")).databases())
                .isEqualTo(
                    c.with(mode(c.selection(), SelectionMode.SEPARATED, false, "")).databases())
                .containsExactlyElementsOf(open(c)));
  }

  @Test
  void filterIsWhatThePatternsMatchAndNothingElse() {
    forAll(
        TRIES,
        SelectionTest::anyCase,
        c ->
            assertThat(c.with(mode(c.selection(), SelectionMode.FILTER, false, "")).databases())
                .isEqualTo(
                    open(c).stream()
                        .filter(name -> matches(c.selection().include(), name))
                        .toList()));
  }

  @Test
  void namesWrittenOutInFullAreEitherSelectedOrReported() {
    forAll(
        TRIES,
        SelectionTest::present,
        SelectionTest::present,
        (present, asked) -> {
          List<Glob> names = asked.stream().map(Glob::literal).toList();
          Selected selected =
              new Selection(SelectionMode.FILTER, false, names, List.of(), true, false, "", false)
                  .of(present, Settings.STANDARD);
          Set<String> answered = new HashSet<>(selected.databases());
          answered.addAll(selected.unknown());
          Set<String> expected = new HashSet<>(asked);
          expected.removeIf(name -> present.contains(name) && Selection.isVirtual(name));
          assertThat(answered).isEqualTo(expected);
          assertThat(selected.unknown()).doesNotHaveDuplicates().noneMatch(present::contains);
        });
  }

  @Test
  void everyDatabaseIsPrimaryOrSecondaryOrACompanion() {
    forAll(
        TRIES,
        SelectionTest::anyCase,
        c -> {
          List<String> primary =
              c.with(mode(c.selection(), SelectionMode.PRIMARY, false, "")).databases();
          List<String> secondary =
              c.with(mode(c.selection(), SelectionMode.SECONDARY, false, "")).databases();
          List<String> rest = new ArrayList<>(open(c));
          rest.removeAll(primary);
          rest.removeAll(secondary);
          assertThat(primary)
              .noneMatch(secondary::contains)
              .noneMatch(SelectionTest::isNamedAsCompanion);
          assertThat(secondary).allMatch(name -> name.contains("_secondary"));
          assertThat(rest).allMatch(SelectionTest::isNamedAsCompanion);
        });
  }

  @Test
  void aPrefixLeavesThoseThatBeginWithIt() {
    forAll(
        TRIES,
        SelectionTest::anyCase,
        draw -> draw.of(List.of("shop", "s", "", "m*", "crm_s", "zz")),
        (c, prefix) -> {
          for (SelectionMode mode : List.of(SelectionMode.PRIMARY, SelectionMode.SECONDARY)) {
            List<String> any = c.with(mode(c.selection(), mode, false, "")).databases();
            assertThat(c.with(mode(c.selection(), mode, false, prefix)).databases())
                .isEqualTo(any.stream().filter(name -> name.startsWith(prefix)).toList());
          }
        });
  }

  @Test
  void companionsComeWithWhatIsChosenAndWithNothingElse() {
    forAll(
        TRIES,
        SelectionTest::anyCase,
        draw -> draw.of(List.of(SelectionMode.values())),
        (c, mode) -> {
          List<String> chosen = c.with(mode(c.selection(), mode, false, "")).databases();
          Set<String> expected =
              chosen.stream()
                  .flatMap(
                      name ->
                          Stream.concat(
                              Stream.of(name),
                              Settings.STANDARD.companionSuffixes().stream()
                                  .map(suffix -> name + suffix)))
                  .filter(open(c)::contains)
                  .collect(Collectors.toSet());
          assertThat(new HashSet<>(c.with(mode(c.selection(), mode, true, "")).databases()))
              .isEqualTo(expected);
        });
  }

  private static Case anyCase(Draw draw) {
    Selection selection =
        new Selection(
            draw.of(List.of(SelectionMode.values())),
            false,
            globs(draw),
            draw.percent(50) ? List.of() : globs(draw),
            draw.percent(30),
            draw.percent(50),
            "",
            false);
    return new Case(present(draw), selection);
  }

  private static List<String> present(Draw draw) {
    return draw.list(0, 12, SelectionTest::name).stream().distinct().toList();
  }

  private static String name(Draw draw) {
    return draw.percent(15) ? draw.of(SYSTEM) : draw.of(BASES) + draw.of(TAILS);
  }

  private static List<Glob> globs(Draw draw) {
    return draw.list(
        0,
        4,
        d ->
            d.percent(50)
                ? Glob.literal(name(d))
                : new Glob(String.join("", d.list(1, 3, piece -> piece.of(PATTERN_PIECES)))));
  }

  private static Selection mode(
      Selection like, SelectionMode mode, boolean companions, String prefix) {
    return new Selection(
        mode,
        mode == SelectionMode.ALL,
        like.include(),
        like.exclude(),
        like.includeSystem(),
        companions,
        prefix,
        false);
  }

  private static Selection excluding(Selection like, List<Glob> exclude) {
    return new Selection(
        like.mode(),
        like.singleFile(),
        like.include(),
        exclude,
        like.includeSystem(),
        like.companions(),
        like.namePrefix(),
        false);
  }

  /** What may be selected at all. */
  private static List<String> open(Case c) {
    return c.present().stream()
        .filter(name -> !Selection.isVirtual(name))
        .filter(name -> c.selection().includeSystem() || !Selection.isSystem(name))
        .filter(name -> !matches(c.selection().exclude(), name))
        .toList();
  }

  private static boolean isNamedAsCompanion(String name) {
    return name.matches("(?s).*(_dmart|_temp|_archive)");
  }

  private static boolean matches(List<Glob> globs, String name) {
    return globs.stream().anyMatch(glob -> glob.matches(name));
  }
}
