# escape=`
FROM mcr.microsoft.com/windows:1
RUN dir c:\
RUN one `
  && two
