package io.dumpwarden.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Somebody with one window open, who notices what goes wrong in it: errors in the console (what the
 * content security policy refused is one), exceptions of scripts, requests that failed.
 */
final class Visitor implements AutoCloseable {

  /** What htmx says of a request that was under way when the page was left. */
  private static final Pattern GIVEN_UP = Pattern.compile("^htmx:(sendAbort|afterRequest),");

  private final Page page;
  private final List<String> troubles = new ArrayList<>();

  Visitor(Page page) {
    this.page = page;
    page.onConsoleMessage(
        message -> {
          boolean bad = message.type().equals("error") || message.type().equals("warning");
          if (bad && !GIVEN_UP.matcher(message.text()).find()) {
            troubles.add("console: %s (%s)".formatted(message.text(), message.location()));
          }
        });
    page.onPageError(error -> troubles.add("script: " + error));
    page.onRequestFailed(this::failed);
    page.onResponse(this::answered);
  }

  /** A request that a page gave up because it was left is no failure. */
  private void failed(Request request) {
    if (!String.valueOf(request.failure()).contains("ERR_ABORTED")) {
      troubles.add("%s %s: %s".formatted(request.method(), request.url(), request.failure()));
    }
  }

  private void answered(Response response) {
    if (response.status() >= 400) {
      troubles.add(
          "%s %s: %d".formatted(response.request().method(), response.url(), response.status()));
    }
  }

  Page page() {
    return page;
  }

  /** What went wrong since this was last asked. */
  List<String> troubles() {
    List<String> all = List.copyOf(troubles);
    troubles.clear();
    return all;
  }

  /** Answers the status. */
  int open(String path) {
    return page.navigate(path).status();
  }

  void signIn(String name, String password) {
    open("/login");
    page.getByLabel("Name").fill(name);
    page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
    press("Sign in");
  }

  /** A button in the page's main part. */
  Locator button(String label) {
    return page.locator("main")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(label).setExact(true))
        .first();
  }

  Locator link(String label) {
    return page.locator("main")
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(label).setExact(true))
        .first();
  }

  void press(String label) {
    button(label).click();
  }

  /** Fills a field by its name. */
  void fill(String name, String text) {
    field(name).fill(text);
  }

  void choose(String name, String option) {
    page.locator("main select[name='%s']".formatted(name)).first().selectOption(option);
  }

  Locator field(String name) {
    return page.locator(
            "main input[name='%1$s']:not([type=hidden]), main textarea[name='%1$s']"
                .formatted(name))
        .first();
  }

  Locator main() {
    return page.locator("main");
  }

  /** The browser remembers how pages are to be drawn. */
  void theme(String theme) {
    String address = page.url().replaceFirst("(https?://[^/]+).*", "$1");
    page.context().addCookies(List.of(new Cookie("theme", theme).setUrl(address)));
  }

  @Override
  public void close() {
    page.context().close();
  }
}
