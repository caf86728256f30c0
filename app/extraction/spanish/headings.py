"""The Spanish wordings of headings, in the form of `heading_lexicon`; with accents and without."""

from __future__ import annotations

from app.extraction.spanish.wording import both_spellings, spanish_wordings

MODIFIERS = both_spellings(
    """
    lo qué te se al a un una nuestro nuestra nuestros nuestras su sus por con según mínimos mínimas mínimo mínima
    requerido requerida requeridos requeridas exigido exigidos solicitado principales clave básicos básicas generales
    general específicas específicos necesarios necesarias necesarios imprescindibles imprescindible indispensables
    personales sociales profesionales laborales técnicas técnicos informáticos desempeñar realizar diarias día
    candidato candidata candidatos vacante oferta empleo cargo puesto rol académicos académica complementarios"""
)
POSTING_WORDS = {
    "benefits": both_spellings("ofrecemos ofrece prestaciones incentivos beneficios ventajas"),
    "pay": both_spellings("salario sueldo retribución remuneración"),
    "preferred": both_spellings(
        "deseable deseables valorable valorables opcional opcionales preferible preferibles"
    ),
    "how_to_apply": both_spellings("postúlate postulación inscripción inscríbete candidatura"),
    "responsibilities": both_spellings(
        "funciones función responsabilidades responsabilidad tareas labores cometidos actividades obligaciones harás"
    ),
    "requirements": both_spellings(
        """
        requisitos requisito perfil competencias habilidades destrezas capacidades aptitudes titulación estudios
        conocimientos formación idiomas experiencia cualificaciones exigencias buscamos pedimos necesitamos
        requerimos"""
    ),
}
RESUME_WORDS = {
    "volunteer": both_spellings("voluntariado voluntaria voluntarios voluntariados"),
    "references": both_spellings("referencias"),
    "certifications": both_spellings("certificaciones certificados licencias carnets acreditaciones"),
    "skills": both_spellings(
        "habilidades competencias conocimientos destrezas aptitudes capacidades herramientas tecnologías fortalezas"
    ),
    "experience": both_spellings("experiencia experiencias trabajos empleos empleo prácticas"),
    "education": both_spellings("formación educación estudios cursos titulación"),
    "interests": both_spellings("intereses aficiones pasatiempos"),
    "profile": both_spellings("perfil resumen objetivo extracto presentación"),
}

_WE = "(?:te |os |le )?"
POSTING_PHRASES = {
    "preferred": spanish_wordings(
        """
        (?:también )?se valora(?:rá|rán|n)?(?: .*)?  valoramos(?: .*)?  (?:será|sería|es) un plus(?: .*)?
        qué (?:te hará|nos gustaría|suma)(?: .*)?  nos gustaría(?: .*)?  requisitos (?:no excluyentes|opcionales)"""
    ),
    "benefits": spanish_wordings(
        rf"""
        (?:qué|lo que) {_WE}(?:ofrecemos|ofrece|espera|damos)(?: .*)?  {_WE}ofrecemos(?: .*)?  se ofrece(?: .*)?
        por qué (?:trabajar|unirte)(?: .*)?  condiciones(?: .{{0,40}})?"""
    ),
    "requirements": spanish_wordings(
        """
        requisitos(?: .{0,60})?  (?:qué|lo que|a quién) (?:buscamos|pedimos|necesitas|necesitamos|esperamos)(?: .*)?
        (?:tu|el|su) perfil(?: .{0,40})?  perfil (?:del candidato|buscado|que buscamos|requerido|deseado|ideal)
        (?:experiencia|formación|estudios|conocimientos) (?:requerid|necesari|exigid|mínim)[oa]s?
        imprescindible  cómo eres"""
    ),
    "responsibilities": spanish_wordings(
        """
        (?:qué|lo que) (?:harás|vas a hacer|hacemos|harías)(?: .*)?  (?:tus|sus|las) (?:funciones|tareas)(?: .{0,60})?
        (?:funciones|tareas|responsabilidades)(?: .{0,60})?  (?:tu|su) (?:día a día|misión|rol|trabajo)
        descripción de (?:las )?funciones  (?:objetivo|misión) (?:del puesto|del cargo)"""
    ),
    "employer": spanish_wordings(
        """
        quiénes somos  sobre (?:nosotros|la empresa|nuestra empresa|la compañía)  acerca de (?:nosotros|la empresa)
        (?:la|nuestra) empresa  conócenos"""
    ),
    "how_to_apply": spanish_wordings(
        """
        cómo (?:postular|postularte|aplicar|inscribirte|inscribirse|solicitar)(?: .*)?
        (?:interesados|interesadas)(?: .{0,40})?
        (?:envía|enviar|manda) (?:tu|su) (?:cv|currículum|hoja de vida)(?: .*)?"""
    ),
}
RESUME_PHRASES = {
    "profile": spanish_wordings(
        "sobre mí  acerca de mí  quién soy  perfil(?: .{0,20})?  resumen(?: .{0,20})?"
    ),
    "experience": spanish_wordings(
        "experiencia(?: .{0,30})?  historial laboral  vida laboral  dónde he trabajado"
    ),
    "volunteer": spanish_wordings(
        "trabajo (?:voluntario|comunitario|no pagado)  experiencia (?:voluntaria|de voluntariado)  cuidado familiar"
    ),
    "education": spanish_wordings(
        "formación(?: .{0,30})?  (?:datos|estudios) académicos  educación(?: .{0,20})?"
    ),
    "languages": spanish_wordings("idiomas(?: .{0,20})?"),
    "skills": spanish_wordings("(?:lo que|qué) sé hacer  (?:mis )?(?:habilidades|competencias)(?: .{0,30})?"),
    "contact": spanish_wordings("datos (?:personales|de contacto)"),
}
