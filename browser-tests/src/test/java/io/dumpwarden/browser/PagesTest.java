package io.dumpwarden.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.dumpwarden.browser.Chromium.Screen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page of an installation at work: in both themes, on a desk and in a hand. */
@Tag("long")
class PagesTest {

  @TempDir static Path folder;

  private static Chromium chromium;
  private static BusyShop shop;
  private static List<String> pages = List.of();

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start();
    shop = BusyShop.in(folder);
    try (Visitor visitor = signedIn(Screen.DESK, ColorScheme.LIGHT)) {
      pages = new SiteMap(visitor, shop.names()).pages();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (shop != null) {
      shop.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  private static Visitor signedIn(Screen screen, ColorScheme colors) {
    Visitor visitor = chromium.visitor(shop.address(), screen, colors);
    visitor.signIn("admin", BusyShop.PASSWORD);
    visitor.page().waitForURL("**/");
    return visitor;
  }

  @Test
  void everyPartOfTheMenuIsAmongThem() {
    assertThat(pages)
        .contains(
            "/",
            "/servers",
            "/schedules",
            "/storages",
            "/backups",
            "/runs",
            "/restores",
            "/drills",
            "/retention",
            "/dump-options",
            "/notifications",
            "/notifications/messages",
            "/notifications/channels/new",
            "/notifications/rules/new",
            "/users",
            "/audit",
            "/system",
            "/account/password")
        .hasSizeGreaterThan(25);
  }

  @ParameterizedTest
  @CsvSource({"DESK, LIGHT", "DESK, DARK", "PHONE, LIGHT", "PHONE, DARK"})
  void noPageHasAnythingWrong(Screen screen, ColorScheme colors) {
    List<String> wrong = new ArrayList<>();
    try (Visitor visitor = signedIn(screen, colors)) {
      visitor.troubles();
      for (String path : pages) {
        if (visitor.open(path) >= 400) {
          wrong.add(path + " is not there");
        }
        wrong.addAll(about(path, Accessibility.violations(visitor.page())));
        wrong.addAll(about(path, visitor.troubles()));
        wrong.addAll(about(path, tooWide(visitor.page())));
      }
    }

    assertThat(wrong).isEmpty();
  }

  private static List<String> about(String path, List<String> found) {
    return found.stream().map(each -> path + ": " + each).toList();
  }

  /** What makes a page wider than the screen, so that it has to be moved sideways. */
  @SuppressWarnings("unchecked")
  private static List<String> tooWide(Page page) {
    return (List<String>)
        page.evaluate(
            """
            () => {
              const screen = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= screen + 1) return [];
              return [...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > screen + 1 && !e.closest('.scroll'))
                .slice(0, 3)
                .map(e => 'is too wide: ' + e.outerHTML.slice(0, 120));
            }\
            """);
  }

  @Test
  void thePicturesOfTheDocsAreTakenWhereTheyAreWanted() {
    Assumptions.assumeTrue(Screenshots.wanted(), "pictures are taken with -Dscreenshots");
    try (Visitor visitor = signedIn(Screen.DESK, ColorScheme.LIGHT)) {
      Screenshots.take(visitor, "/", "dashboard");
      Screenshots.take(visitor, "/servers/shop1", "server");
      Screenshots.take(visitor, "/schedules/nightly/edit", "schedule-editor");
      Screenshots.take(visitor, "/backups", "backups");
      String backup = first(visitor, "/backups/");
      Screenshots.take(visitor, backup, "backup");
      visitor.open("/runs");
      Screenshots.take(visitor, first(visitor, "/runs/"), "run");
      String id = backup.replace("/backups/", "");
      visitor.open("/restores/new?step=plan&existing=replace&to=shop1&backup=" + id);
      Screenshots.shot(visitor, "restore-plan");
    }
    try (Visitor visitor = signedIn(Screen.PHONE, ColorScheme.DARK)) {
      Screenshots.take(visitor, "/", "dashboard-phone-dark");
      Screenshots.take(visitor, "/servers", "servers-phone-dark");
    }
  }

  private static String first(Visitor visitor, String path) {
    return visitor
        .main()
        .locator("table a[href^='%s']".formatted(path))
        .first()
        .getAttribute("href");
  }

  /** A theme that somebody chose holds against what the system wants. */
  @Test
  void theThemeChosenHolds() {
    try (Visitor visitor = signedIn(Screen.DESK, ColorScheme.LIGHT)) {
      Object light = background(visitor.page());
      visitor.theme("dark");
      visitor.open("/");
      assertThat(background(visitor.page())).isNotEqualTo(light);
      assertThat(Accessibility.violations(visitor.page())).isEmpty();
    }
  }

  private static Object background(Page page) {
    return page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor");
  }

  /** Green that is old is said to be old, until there is an answer again. */
  @Test
  void aDaemonThatNoLongerAnswersIsSaid() {
    try (Visitor visitor = signedIn(Screen.DESK, ColorScheme.LIGHT)) {
      visitor.open("/runs");
      Page page = visitor.page();
      page.route("**/runs-at-work", Route::abort);
      page.waitForFunction("() => document.body.classList.contains('stale')");
      assertThat(page.locator("#stale").textContent())
          .matches("No answer since \\d\\d:\\d\\d: what you see is old");
      assertThat(Accessibility.violations(page)).isEmpty();

      page.unroute("**/runs-at-work");
      page.waitForFunction("() => !document.body.classList.contains('stale')");
      assertThat(page.locator("#stale").textContent()).isEmpty();

      page.route("**/runs-at-work", route -> route.fulfill(new FulfillOptions().setStatus(503)));
      page.waitForFunction("() => document.body.classList.contains('stale')");
      assertThat(page.locator("#problems").textContent()).isEmpty();
    }
  }

  /** A page that nobody sees asks for nothing. */
  @Test
  void aPageThatIsHiddenDoesNotPoll() {
    try (Visitor visitor = signedIn(Screen.DESK, ColorScheme.LIGHT)) {
      visitor.open("/runs");
      Page page = visitor.page();
      page.waitForResponse("**/runs-at-work", () -> {});
      page.evaluate(
          """
          () => {
            Object.defineProperty(document, 'hidden', {configurable: true, get: () => true});
            window.asked = 0;
            window.held = 0;
            document.addEventListener('htmx:configRequest', e => {
              if (e.defaultPrevented) window.held++; else window.asked++;
            });
          }\
          """);
      page.waitForFunction("() => window.held >= 2");
      assertThat(page.evaluate("() => window.asked")).isEqualTo(0);
    }
  }

  /** The whole interface by keyboard: the skip link comes first, and everything else is reached. */
  @Test
  void theKeyboardReachesEverything() {
    try (Visitor visitor = signedIn(Screen.DESK, ColorScheme.LIGHT)) {
      for (String path : List.of("/", "/servers", "/schedules", "/backups")) {
        visitor.open(path);
        visitor.page().keyboard().press("Tab");
        assertThat(focused(visitor.page())).as(path).isEqualTo("#main");
        assertThat(reached(visitor.page())).as(path).isEqualTo(reachable(visitor.page()));
      }
      visitor.open("/servers");
      visitor.page().keyboard().press("Tab");
      visitor.page().keyboard().press("Enter");
      assertThat(visitor.page().evaluate("() => document.activeElement.id")).isEqualTo("main");
    }
  }

  private static Object focused(Page page) {
    return page.evaluate("() => document.activeElement.getAttribute('href')");
  }

  /** How many different elements the tabulator stops at. */
  private static int reached(Page page) {
    page.evaluate("() => { window.stops = new Set(); }");
    for (int i = 0; i < 400; i++) {
      boolean again =
          (Boolean)
              page.evaluate(
                  """
                  () => {
                    const at = document.activeElement;
                    if (at === document.body) return window.stops.size > 0;
                    const known = window.stops.has(at);
                    window.stops.add(at);
                    return known;
                  }\
                  """);
      if (again) {
        break;
      }
      page.keyboard().press("Tab");
    }
    return ((Number) page.evaluate("() => window.stops.size")).intValue();
  }

  /** How many links, buttons and fields are to be seen. */
  private static int reachable(Page page) {
    return ((Number)
            page.evaluate(
                """
                () => [...document.querySelectorAll(
                    'a[href], button, input, select, textarea, summary, [tabindex="0"]')]
                  .filter(e => !e.disabled && e.type !== 'hidden' && e.checkVisibility())
                  .length\
                """))
        .intValue();
  }
}
