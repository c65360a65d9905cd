package io.dumpwarden.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.access.Role;
import io.dumpwarden.admin.auth.TrustedProxies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "198.51.100.7                        | 198.51.100.7",
        "6.6.6.6, 198.51.100.7               | 198.51.100.7",
        "6.6.6.6, 198.51.100.7, 10.1.2.3     | 198.51.100.7",
        "198.51.100.7:4711                   | 198.51.100.7",
        "[2001:db8::1]:4711                  | 2001:db8::1",
        "2001:db8::1                         | 2001:db8::1",
        "10.1.2.3                            | 10.1.2.3",
        "198.51.100.7, evil.example          | 127.0.0.1",
        "198.51.100.7, <script>              | 127.0.0.1",
        "198.51.100.7,                       | 198.51.100.7",
        "198.51.100.7, , 10.1.2.3            | 10.1.2.3",
      })
  void theLastOneThatIsNoProxyIsTheCaller(String forwarded, String caller) {
    try (AccessDoor door = behind("127.0.0.0/8, 10.0.0.0/8")) {
      assertThat(door.client().with("X-Forwarded-For", forwarded).get("/from").body())
          .isEqualTo(caller);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0/8, ::1", "128.0.0.0/1", "127.0.0.2/32"})
  void nobodyElseIsBelieved(String trusted) {
    try (AccessDoor door = behind(trusted)) {
      WebClient browser =
          door.client().with("X-Forwarded-For", "198.51.100.7").with("X-Forwarded-Proto", "https");

      var answer = browser.get("/from");

      assertThat(answer.body()).isEqualTo("127.0.0.1");
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
    }
  }

  @Test
  void aProxyThatSpeaksTlsMakesTheCookieSecure() {
    try (AccessDoor door = behind("127.0.0.1")) {
      door.add("ada", Role.VIEWER);
      WebClient browser =
          door.client()
              .with("X-Forwarded-Proto", "https")
              .with("X-Forwarded-Host", "backups.example.com")
              .with("Origin", "https://backups.example.com");

      var answer = browser.form("/login", "name", "ada", "password", AccessDoor.PASSWORD);

      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
          .startsWith("__Host-")
          .contains("; Secure");
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy.example.com",
        "10.0.0.0/33",
        "10.0.0/8",
        "::/129",
        "10.0.0.0/",
        "a,b",
        "10"
      })
  void whatIsNoNetworkIsRefused(String text) {
    assertThatThrownBy(() -> TrustedProxies.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no network");
  }

  private static AccessDoor behind(String trusted) {
    return new AccessDoor(new AdminSettings("127.0.0.1", 0, null, TrustedProxies.parse(trusted)));
  }
}
