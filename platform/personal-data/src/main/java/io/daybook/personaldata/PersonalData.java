package io.daybook.personaldata;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives a service the vault, with keys in Postgres. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PersonalDataProperties.class)
public class PersonalData {

    @Bean
    KeyStore keyStore(PersonalDataProperties properties) {
        return new PostgresKeyStore(properties.store(), properties.owner(), MasterKeys.in(properties.masterKeyFile()));
    }

    @Bean
    PersonalDataCipher vault(KeyStore keys, PersonalDataProperties properties) {
        return new PersonalDataCipher(keys, properties.remembered());
    }
}
