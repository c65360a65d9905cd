package io.dumpwarden.storage.s3;

import io.dumpwarden.storage.Secret;
import io.dumpwarden.storage.StorageException;
import io.dumpwarden.storage.StorageException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Builds the SDK's client. */
final class S3Clients {

  private static final int MAX_CONNECTIONS = 256;
  static final int ATTEMPTS = 4;

  /** More than the SDK waits between the attempts of a call. */
  static final Duration PAUSES = Duration.ofMinutes(1);

  private S3Clients() {}

  static S3Client of(S3Settings settings) {
    S3Target target = settings.target();
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(target.region()))
            .forcePathStyle(target.pathStyle())
            .credentialsProvider(credentials(settings.access()))
            .httpClient(http(settings))
            .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
            // parts bring their own checksum; many services know no other way of sending one
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(
                override ->
                    override
                        .apiCallAttemptTimeout(settings.transfer().timeouts().request())
                        // all attempts together; what carries or assembles bytes has its own
                        .apiCallTimeout(settings.transfer().timeouts().call())
                        .retryStrategy(
                            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                // a part refused is tried again, however its neighbours fare
                                .circuitBreakerEnabled(false)
                                .build()));
    if (target.endpoint() != null) {
      builder.endpointOverride(target.endpoint());
    }
    return builder.build();
  }

  /** Signs links as the client signs requests. */
  static S3Presigner presigner(S3Settings settings) {
    S3Target target = settings.target();
    S3Presigner.Builder builder =
        S3Presigner.builder()
            .region(Region.of(target.region()))
            .credentialsProvider(credentials(settings.access()))
            .serviceConfiguration(
                S3Configuration.builder().pathStyleAccessEnabled(target.pathStyle()).build());
    if (target.endpoint() != null) {
      builder.endpointOverride(target.endpoint());
    }
    return builder.build();
  }

  private static AwsCredentialsProvider credentials(S3Access access) {
    Secret secret = access.secretKey();
    return secret == null
        ? DefaultCredentialsProvider.builder().build()
        : StaticCredentialsProvider.create(
            AwsBasicCredentials.create(access.accessKey(), secret.reveal()));
  }

  private static SdkHttpClient http(S3Settings settings) {
    Duration timeout = settings.transfer().timeouts().request();
    ApacheHttpClient.Builder http =
        ApacheHttpClient.builder()
            .maxConnections(MAX_CONNECTIONS)
            .connectionTimeout(timeout)
            .connectionAcquisitionTimeout(timeout)
            .socketTimeout(timeout)
            .tcpKeepAlive(true);
    @Nullable Path caPem = settings.access().caPem();
    if (caPem != null) {
      TrustManager[] trusted = trusting(caPem);
      http.tlsTrustManagersProvider(() -> trusted);
    }
    return http.build();
  }

  private static TrustManager[] trusting(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + count++, certificate);
      }
      if (count == 0) {
        throw new GeneralSecurityException("it holds no certificate");
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw new StorageException(
          Kind.INVALID,
          "cannot read the CA file %s: %s; give PEM certificates".formatted(pem, e),
          e);
    }
  }
}
