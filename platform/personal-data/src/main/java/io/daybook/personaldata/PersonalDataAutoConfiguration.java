package io.daybook.personaldata;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives a service the cipher of personal data, with keys in Postgres, and that of its own secrets. */
@AutoConfiguration
@EnableConfigurationProperties(PersonalDataProperties.class)
public class PersonalDataAutoConfiguration {

    private static final int REWRAPPED_AT_ONCE_MAX = 500;

    @Bean
    MasterKeyFile masterKeyFile(PersonalDataProperties properties) {
        return new MasterKeyFile(properties.masterKeyFile());
    }

    @Bean
    PostgresKeyStore keyStore(PersonalDataProperties properties, MasterKeyFile masterKeys) {
        return new PostgresKeyStore(properties.store(), masterKeys);
    }

    @Bean
    MasterKeyWatch masterKeyWatch(MasterKeyFile masterKeys, PostgresKeyStore keys, MeterRegistry meters) {
        return new MasterKeyWatch(masterKeys, keys, meters);
    }

    @Bean
    KeyRewrapping keyRewrapping(PostgresKeyStore keys, MasterKeyFile masterKeys) {
        return new KeyRewrapping(keys, masterKeys, REWRAPPED_AT_ONCE_MAX);
    }

    @Bean
    SecretCipher secretCipher(MasterKeyFile masterKeys) {
        return new SecretCipher(masterKeys);
    }

    @Bean
    PersonalDataCipher personalDataCipher(KeyStore keys, PersonalDataProperties properties) {
        return new PersonalDataCipher(keys, properties.remembered());
    }
}
