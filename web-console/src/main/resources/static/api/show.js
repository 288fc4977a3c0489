// Requests that are tried out go to this origin, which passes them on to the services.
SwaggerUIBundle({
  dom_id: '#interfaces',
  urls: ['command-service', 'query-service', 'projector-service'].map(name => ({ name, url: `/api/${name}.json` })),
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  // The picture in its place would bring a style of its own, which the content security policy refuses.
  plugins: [({ React }) => ({ components: { Logo: () => React.createElement('span', null, 'Daybook') } })],
  layout: 'StandaloneLayout',
  validatorUrl: null,
  deepLinking: true,
  requestInterceptor: request => {
    request.url = request.url.replace(/^http:\/\/localhost:808[123]\//, `${location.origin}/`);
    return request;
  },
});
